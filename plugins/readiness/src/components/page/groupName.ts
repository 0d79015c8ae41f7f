import { parseEntityRef } from '@backstage/catalog-model';
import { SummaryGroup } from '@airworthy/backstage-plugin-readiness-common';

/** What to call an owner or a system in a list: its title, else its name. */
export function groupName(group: Pick<SummaryGroup, 'key' | 'title'>): string {
  if (group.title || !group.key) {
    return group.title ?? '';
  }
  try {
    const { namespace, name } = parseEntityRef(group.key);
    return namespace === 'default' ? name : `${namespace}/${name}`;
  } catch {
    return group.key;
  }
}
