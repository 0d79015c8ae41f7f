import { listOf, mapOf, stringsOf, textOf } from '../shapes';

/** Labels of a pod. */
export type Labels = ReadonlyMap<string, string>;

/** The labels of a map as it stands in a manifest. */
export function labelsOf(value: unknown): Labels {
  return new Map(
    Object.entries(mapOf(value)).map(([key, text]) => [key, textOf(text)]),
  );
}

/** Whether a label selector (`matchLabels`, `matchExpressions`) fits labels. */
export function isSelected(selector: unknown, labels: Labels): boolean {
  const { matchLabels, matchExpressions } = mapOf(selector);
  return (
    [...labelsOf(matchLabels)].every(([key, text]) => {
      // Cilium may name the source of a label.
      return labels.get(key.replace(/^(?:k8s|any):/, '')) === text;
    }) &&
    listOf(matchExpressions).every(expression => {
      const { key, operator, values } = mapOf(expression);
      const label = labels.get(textOf(key));
      const isAmong = label !== undefined && stringsOf(values).includes(label);
      switch (operator) {
        case 'In':
          return isAmong;
        case 'NotIn':
          return !isAmong;
        case 'Exists':
          return label !== undefined;
        case 'DoesNotExist':
          return label === undefined;
        default:
          return false;
      }
    })
  );
}
