import {
  AuditorService,
  AuditorServiceCreateEventOptions,
} from '@backstage/backend-plugin-api';
import { assertError } from '@backstage/errors';
import { JsonObject } from '@backstage/types';

/** Does something that the audit tells of, whether it succeeds or not. */
export async function audited<T>(
  auditor: AuditorService,
  event: AuditorServiceCreateEventOptions,
  act: () => Promise<T>,
  tell: (answer: T) => JsonObject,
): Promise<T> {
  const audit = await auditor.createEvent(event);
  let answer: T;
  try {
    answer = await act();
  } catch (error) {
    assertError(error);
    await audit.fail({ error });
    throw error;
  }
  await audit.success({ meta: tell(answer) });
  return answer;
}
