import { hashOf } from '../hashOf';
import { Notice } from '../store/notices/notices';

/** Characters that the notifications plugin stores. */
const longestTitle = 255;

/** A notice to some people; none where there is nobody. */
export function notice(options: {
  key: string;
  /** Entity refs; whoever owns an entity that is no user or group is meant. */
  recipients: (string | undefined)[];
  /** Entity ref of who did it and knows of it. */
  except?: string;
  title: string;
  description: string;
  /** Path in the portal. */
  link: string;
}): Notice[] {
  const { key, except, title, description, link } = options;
  const entityRef = options.recipients.filter(ref => ref !== undefined);
  return entityRef.length === 0
    ? []
    : [
        {
          key,
          message: {
            recipients: { type: 'entity', entityRef, excludeEntityRef: except },
            payload: {
              title: title.slice(0, longestTitle),
              description,
              link,
              topic: 'readiness',
              // Sent twice, it is one notification all the same.
              scope: hashOf(key),
            },
          },
        },
      ];
}
