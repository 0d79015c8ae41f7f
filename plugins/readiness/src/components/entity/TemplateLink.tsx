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
 * Leads to a template that works on an entity, such as one that mends a check
 * of it, with the entity filled in; to the template's own entity where
 * templates cannot be run.
 */
export function TemplateLink(props: {
  templateRef: string;
  /** What the template works on: its parameter `entity`. */
  entityRef: string;
  /** What the template does, where it does not mend a check. */
  label?: string;
  /** The same for those who do not see what is around it. */
  name?: string;
}) {
  const { t } = useTranslationRef(readinessTranslationRef);
  const templateRoute = useRouteRef(templateRouteRef);
  const label = props.label ?? t('checks.template');
  const ref = parsed(props.templateRef);
  if (!ref) {
    return <>{props.templateRef}</>;
  }
  if (!templateRoute) {
    return (
      <EntityRefLink entityRef={ref} aria-label={props.name}>
        {label}
      </EntityRefLink>
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
      aria-label={props.name}
      startIcon={<BuildIcon />}
      to={`${form}?${new URLSearchParams({ formData })}`}
    >
      {label}
    </LinkButton>
  );
}
