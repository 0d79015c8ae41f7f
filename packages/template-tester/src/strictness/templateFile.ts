import {
  Document,
  isMap,
  isNode,
  isSeq,
  LineCounter,
  parseAllDocuments,
  YAMLMap,
} from 'yaml';

/** A template in its file, with the lines of all of it. */
export function readTemplateFile(
  text: string,
  name: string,
): { document?: Document; lines: LineCounter } {
  const lines = new LineCounter();
  const documents = parseAllDocuments(text, {
    lineCounter: lines,
    logLevel: 'silent',
    merge: true,
  });
  const document = Array.from(documents).find(
    each => each.getIn(['metadata', 'name']) === name,
  );
  return { document, lines };
}

/** Tells the line of a part of a step, or of what it is a part of. */
export function linesOfSteps(
  text: string,
  name: string,
): (step: string, place: string[]) => number | undefined {
  const { document, lines } = readTemplateFile(text, name);
  const list = document?.getIn(['spec', 'steps']);
  const steps = isSeq(list) ? list.items.filter(isMap) : [];
  const idOf = (step: YAMLMap, index: number) =>
    String(step.get('id') ?? `step-${index + 1}`);
  return (id, place) => {
    const step = steps.find((each, index) => idOf(each, index) === id);
    for (let length = place.length; step && length >= 0; length--) {
      const node =
        length === 0 ? step : step.getIn(place.slice(0, length), true);
      if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
    }
    return undefined;
  };
}
