import { makeStyles } from '@material-ui/core/styles';
import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { TemplateLineage } from '@airworthy/backstage-plugin-readiness-common';
import { readinessTranslationRef } from '../../translation';
import { Choice } from '../shared/Choice';
import { templateName } from './templateName';
import { LineageQuery } from './useLineageQuery';

const useStyles = makeStyles(theme => ({
  filters: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(2),
    marginBottom: theme.spacing(1),
  },
}));

/** Narrows the list to a template, and to what is behind. */
export function LineageFilters(props: {
  templates: readonly TemplateLineage[];
  query: LineageQuery;
  change(change: Partial<LineageQuery>): void;
}) {
  const { templates, query, change } = props;
  const classes = useStyles();
  const { t } = useTranslationRef(readinessTranslationRef);
  const options: { value: string; label: string }[] = templates.map(each => ({
    value: each.template,
    label: t('lineage.templateCount', {
      title: templateName({ ...each, templateTitle: each.title }),
      behind: String(each.behind),
      entities: String(each.entities),
    }),
  }));
  // What the address names is chosen, whether anything came from it or not.
  const { template } = query;
  if (template && templates.every(each => each.template !== template)) {
    options.push({ value: template, label: template });
  }
  return (
    <div className={classes.filters}>
      <Choice
        label={t('lineage.template')}
        value={template ?? ''}
        options={[{ value: '', label: t('lineage.allTemplates') }, ...options]}
        onChange={chosen => change({ template: chosen || undefined })}
      />
      <Choice
        label={t('lineage.show')}
        value={query.show}
        options={[
          { value: 'behind', label: t('lineage.showBehind') },
          { value: 'all', label: t('lineage.showAll') },
        ]}
        onChange={chosen =>
          change({ show: chosen === 'all' ? 'all' : 'behind' })
        }
      />
    </div>
  );
}
