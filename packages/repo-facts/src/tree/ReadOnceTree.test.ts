import { MemoryTree } from './MemoryTree';
import { ReadOnceTree } from './ReadOnceTree';
import { SourceTree } from './SourceTree';

function counted(files: Record<string, string>) {
  const tree = new MemoryTree(files);
  const reads: string[] = [];
  const source: SourceTree = {
    list: () => tree.list(),
    read(path) {
      reads.push(path);
      return tree.read(path);
    },
  };
  return { source, reads };
}

describe('ReadOnceTree', () => {
  it('reads a file once, for readers at the same time and later', async () => {
    const { source, reads } = counted({ a: 'one', b: 'two' });
    const tree = new ReadOnceTree(source);
    const both = Promise.all([tree.read('a'), tree.read('a')]);
    expect(await both).toEqual(['one', 'one']);
    expect(await tree.read('a')).toBe('one');
    expect(await tree.read('b')).toBe('two');
    expect(reads).toEqual(['a', 'b']);
  });

  it('remembers that a file cannot be read', async () => {
    const { source, reads } = counted({});
    const tree = new ReadOnceTree(source);
    await expect(tree.read('a')).rejects.toThrow('a does not exist');
    await expect(tree.read('a')).rejects.toThrow('a does not exist');
    expect(reads).toEqual(['a']);
  });

  it('keeps no more than it may, and reads the rest again', async () => {
    const { source, reads } = counted({ a: 'xxx', b: 'yyy', c: 'z' });
    const tree = new ReadOnceTree(source, 4);
    for (const path of ['a', 'b', 'c', 'a', 'b', 'c']) {
      await tree.read(path);
    }
    expect(reads).toEqual(['a', 'b', 'c', 'b']);
  });

  it('lists what the tree lists', async () => {
    const { source } = counted({ a: '' });
    expect(await new ReadOnceTree(source).list()).toEqual(await source.list());
  });
});
