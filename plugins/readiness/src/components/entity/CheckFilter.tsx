import TextField from '@material-ui/core/TextField';
import { makeStyles } from '@material-ui/core/styles';
import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import {
  ResultStatus,
  resultStatuses,
} from '@airworthy/backstage-plugin-readiness-common';
import { readinessTranslationRef } from '../../translation';
import { Choice } from '../shared/Choice';

/** What of a report is shown. */
export interface CheckFilterValue {
  /** Empty for all. */
  status: ResultStatus | '';
  text: string;
}

export const noFilter: CheckFilterValue = { status: '', text: '' };

const useStyles = makeStyles(theme => ({
  filter: { display: 'flex', flexWrap: 'wrap', gap: theme.spacing(1) },
}));

/** Chooses checks by status and by words. */
export function CheckFilter(props: {
  counts: Record<ResultStatus, number>;
  value: CheckFilterValue;
  onChange(value: CheckFilterValue): void;
}) {
  const { counts, value, onChange } = props;
  const classes = useStyles();
  const { t } = useTranslationRef(readinessTranslationRef);
  return (
    <div className={classes.filter}>
      <Choice
        label={t('checks.filterStatus')}
        value={value.status}
        options={[
          { value: '', label: t('checks.allStatuses') },
          ...resultStatuses
            .filter(status => counts[status] > 0 || status === value.status)
            .map(status => ({
              value: status,
              label: `${t(`status.${status}`)} (${counts[status]})`,
            })),
        ]}
        onChange={chosen =>
          onChange({
            ...value,
            status: resultStatuses.find(each => each === chosen) ?? '',
          })
        }
      />
      <TextField
        id="readiness-check-search"
        type="search"
        variant="outlined"
        size="small"
        label={t('checks.filterText')}
        value={value.text}
        onChange={event => onChange({ ...value, text: event.target.value })}
      />
    </div>
  );
}
