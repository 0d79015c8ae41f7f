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

/** Leads to the template that mends a check; to its entity where templates cannot be run. */
export function TemplateLink(props: { templateRef: string }) {
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
  return (
    <LinkButton
      variant="outlined"
      startIcon={<BuildIcon />}
      to={templateRoute({ namespace: ref.namespace, templateName: ref.name })}
    >
      {t('checks.template')}
    </LinkButton>
  );
}
