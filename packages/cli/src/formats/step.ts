import {
  CheckResult,
  placesOf,
  Report,
} from '@airworthy/backstage-plugin-readiness-common';
import { cleanLine } from '../terminal/cleanLine';
import { Layout } from '../terminal/Layout';
import { wrap } from '../terminal/wrap';
import { describeEffort, describePlace, messageOf, sayOnce } from './wording';

/** Shows what a result asks for, after a mark where there is one. */
export type Step = (
  report: Report,
  result: CheckResult,
  mark?: string,
) => string;

/** The rest is in the other formats. */
const maxPlaces = 5;
const indent = ' '.repeat(5);

/** Steps that are told at length once, and named where they come again. */
export function stepsOnce({ paint, width }: Layout): Step {
  const wasSaid = sayOnce();
  return ({ entityRef }, result, mark = '') => {
    const { check, level, title, effortHours, status } = result;
    const isRepeated = wasSaid(entityRef, result);
    const about = [check, describeEffort(effortHours)];
    const head = [
      `${mark}${paint(cleanLine(level), status === 'fail' ? 'red' : 'yellow')}`,
      cleanLine(title),
      paint(
        `(${[...about, ...(isRepeated ? ['as above'] : [])]
          .map(cleanLine)
          .join(', ')})`,
        'dim',
      ),
    ].join(' ');
    const places = placesOf(result);
    const more = places.length - maxPlaces;
    return [
      `  ${wrap(head, width, indent)}`,
      ...(isRepeated
        ? []
        : [
            `${indent}${wrap(cleanLine(messageOf(result)), width, indent)}`,
            ...places
              .slice(0, maxPlaces)
              .map(
                place =>
                  indent + paint(cleanLine(describePlace(place)), 'cyan'),
              ),
            ...(more > 0 ? [`${indent}and ${more} more`] : []),
          ]),
    ].join('\n');
  };
}
