import Button from '@material-ui/core/Button';
import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { readinessTranslationRef } from '../../translation';

/** Shows the rest of a list, and hides it again. */
export function MoreButton(props: {
  all: boolean;
  /** How many are hidden. */
  count: number;
  /** Id of the title of the list, as there may be several. */
  describedBy: string;
  onChange(all: boolean): void;
}) {
  const { all, count, describedBy, onChange } = props;
  const { t } = useTranslationRef(readinessTranslationRef);
  return (
    <Button
      aria-expanded={all}
      aria-describedby={describedBy}
      onClick={() => onChange(!all)}
    >
      {all ? t('steps.fewer') : t('steps.more', { count })}
    </Button>
  );
}
