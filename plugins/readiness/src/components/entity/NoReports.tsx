import Button from '@material-ui/core/Button';
import HourglassEmptyIcon from '@material-ui/icons/HourglassEmpty';
import RuleIcon from '@material-ui/icons/PlaylistAddCheck';
import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { readinessTranslationRef } from '../../translation';
import { Notice } from '../shared/Notice';

/** Stands for the reports of an entity that has none, or none yet. */
export function NoReports(props: {
  pending: boolean;
  /** It has been waited for longer than it should take. */
  late: boolean;
  checkAgain(): void;
}) {
  const { t } = useTranslationRef(readinessTranslationRef);
  if (!props.pending) {
    return (
      <Notice icon={<RuleIcon />} title={t('none.title')}>
        {t('none.description', { key: <code>appliesTo</code> })}
      </Notice>
    );
  }
  return (
    <Notice
      icon={<HourglassEmptyIcon />}
      title={t('pending.title')}
      action={
        props.late && (
          <Button variant="outlined" onClick={props.checkAgain}>
            {t('pending.checkAgain')}
          </Button>
        )
      }
    >
      <span role="status">
        {props.late ? t('pending.late') : t('pending.description')}
      </span>
    </Notice>
  );
}
