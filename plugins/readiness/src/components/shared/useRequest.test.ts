import { act, renderHook, waitFor } from '@testing-library/react';
import { useRequest } from './useRequest';

/** A loader whose answers come when the test wants them. */
function deferred() {
  const asked: {
    signal: AbortSignal;
    resolve(value: string): void;
    reject(reason: Error): void;
  }[] = [];
  const load = (signal: AbortSignal) =>
    new Promise<string>((resolve, reject) => {
      asked.push({ signal, resolve, reject });
    });
  return { asked, load };
}

describe('useRequest', () => {
  it('drops the answer to an older question and aborts it', async () => {
    const { asked, load } = deferred();
    const { result, rerender } = renderHook(
      ({ name }) => useRequest(load, name),
      { initialProps: { name: 'first' } },
    );
    rerender({ name: 'second' });
    expect(asked[0].signal.aborted).toBe(true);

    await act(async () => asked[1].resolve('second answer'));
    await act(async () => asked[0].resolve('first answer'));
    expect(result.current).toMatchObject({
      value: 'second answer',
      loading: false,
    });
  });

  it('does not show an error of an older question', async () => {
    const { asked, load } = deferred();
    const { result, rerender } = renderHook(
      ({ name }) => useRequest(load, name),
      { initialProps: { name: 'first' } },
    );
    rerender({ name: 'second' });
    await act(async () => asked[0].reject(new Error('aborted')));
    expect(result.current.error).toBeUndefined();
    expect(result.current.loading).toBe(true);
  });

  it('keeps the previous answer only when asked to', async () => {
    const { asked, load } = deferred();
    const { result, rerender } = renderHook(
      ({ name, keep }) => useRequest(load, name, keep),
      { initialProps: { name: 'first', keep: true } },
    );
    await act(async () => asked[0].resolve('first answer'));
    rerender({ name: 'second', keep: true });
    expect(result.current).toMatchObject({
      value: 'first answer',
      loading: true,
    });
    rerender({ name: 'third', keep: false });
    expect(result.current.value).toBeUndefined();
  });

  it('keeps the value when asking again for the same fails', async () => {
    const { asked, load } = deferred();
    const { result } = renderHook(() => useRequest(load, 'same'));
    await act(async () => asked[0].resolve('answer'));
    act(() => result.current.retry());
    await act(async () => asked[1].reject(new Error('offline')));
    await waitFor(() => expect(result.current.error?.message).toBe('offline'));
    expect(result.current.value).toBe('answer');
  });

  it('aborts when nobody waits any longer', () => {
    const { asked, load } = deferred();
    const { unmount } = renderHook(() => useRequest(load, 'any'));
    unmount();
    expect(asked[0].signal.aborted).toBe(true);
  });

  it('asks nothing without a key', () => {
    const { asked, load } = deferred();
    const { result } = renderHook(() => useRequest(load, undefined));
    expect(asked).toHaveLength(0);
    expect(result.current.loading).toBe(false);
  });
});
