import BuildIcon from '@material-ui/icons/Build';
import { CompoundEntityRef, parseEntityRef } from '@backstage/catalog-model';
import { LinkButton } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { templateRouteRef } from '../../routes';
import { readinessTranslationRef } from '../../translation';

function parsed(templateRef: string): CompoundEntityRef | undefined {
  try {
    return parseEntityRef(templateRef, { defaultKind: 'Template' });
  } catch {
    return undefined;
  }
}

/**
 * Leads to the template that mends a check of an entity, which is filled in; to
 * its entity where templates cannot be run.
 */
export function TemplateLink(props: {
  templateRef: string;
  /** What the template is asked to mend: its parameter `entity`. */
  entityRef: string;
}) {
  const { t } = useTranslationRef(readinessTranslationRef);
  const templateRoute = useRouteRef(templateRouteRef);
  const ref = parsed(props.templateRef);
  if (!ref) {
    return <>{props.templateRef}</>;
  }
  if (!templateRoute) {
    return (
      <EntityRefLink entityRef={ref}>{t('checks.template')}</EntityRefLink>
    );
  }
  const form = templateRoute({
    namespace: ref.namespace,
    templateName: ref.name,
  });
  const formData = JSON.stringify({ entity: props.entityRef });
  return (
    <LinkButton
      variant="outlined"
      startIcon={<BuildIcon />}
      to={`${form}?${new URLSearchParams({ formData })}`}
    >
      {t('checks.template')}
    </LinkButton>
  );
}
