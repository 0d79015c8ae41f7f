import { parseEntityRef } from '@backstage/catalog-model';
import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { EntityLineage } from '@airworthy/backstage-plugin-readiness-common';
import { readinessTranslationRef } from '../../translation';
import { TemplateLink } from '../entity/TemplateLink';

/** The template that offers an upgrade as a pull request. */
const upgradeTemplate = 'template:default/upgrade-service';

/** Leads to the upgrade of an entity, which is filled in. */
export function UpgradeLink(props: { lineage: EntityLineage }) {
  const { entityRef, title } = props.lineage;
  const { t } = useTranslationRef(readinessTranslationRef);
  const name = title ?? parseEntityRef(entityRef).name;
  return (
    <TemplateLink
      templateRef={upgradeTemplate}
      entityRef={entityRef}
      label={t('lineage.upgrade')}
      name={t('lineage.upgradeName', { name })}
    />
  );
}
