import Typography from '@material-ui/core/Typography';
import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import {
  Exemption,
  ExemptionsResponse,
} from '@airworthy/backstage-plugin-readiness-common';
import { readinessTranslationRef } from '../../translation';
import { Section } from '../shared/Section';
import { Action } from './ActionDialog';
import { ExemptionList } from './ExemptionList';

/** What waits for a decision, that of the reader first. */
export function WaitingExemptions(props: {
  answer: ExemptionsResponse;
  onDone(exemption: Exemption, action: Action): void;
}) {
  const { items, totalItems } = props.answer;
  const { t } = useTranslationRef(readinessTranslationRef);
  const isTheirs = ({ actions }: Exemption) => actions.length > 0;
  const sorted = [
    ...items.filter(isTheirs),
    ...items.filter(each => !isTheirs(each)),
  ];
  const more = totalItems - items.length;
  return (
    <Section
      title={t('exemptions.waiting')}
      action={
        <Typography variant="body2" role="status">
          {t('exemptions.total', { count: totalItems })}
        </Typography>
      }
    >
      <ExemptionList items={sorted} onDone={props.onDone} />
      {more > 0 && (
        <Typography variant="body2">
          {t('exemptions.moreWaiting', { count: more })}
        </Typography>
      )}
    </Section>
  );
}
