import { ReactNode } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import {
  FactChange,
  ResultChange,
} from '@airworthy/backstage-plugin-readiness-common';
import { readinessTranslationRef } from '../../translation';

const useStyles = makeStyles({
  facts: { margin: 0, padding: 0, listStyle: 'none' },
  code: { fontSize: '0.9em', overflowWrap: 'anywhere' },
});

/** Why a result changed, as a sentence or one for each fact. */
export function ChangeReason(props: { change: ResultChange }) {
  const { cause, facts, reason, from, to } = props.change;
  const classes = useStyles();
  const { t } = useTranslationRef(readinessTranslationRef);
  const code = (text: string) => <code className={classes.code}>{text}</code>;
  const fact = ({ path, from: before, to: after }: FactChange): ReactNode => {
    if (before === undefined) {
      return t('history.factCame', { path: code(path), to: code(after ?? '') });
    }
    return after === undefined
      ? t('history.factWent', { path: code(path), from: code(before) })
      : t('history.fact', {
          path: code(path),
          from: code(before),
          to: code(after),
        });
  };
  switch (cause) {
    case 'rule':
      return <>{t('history.rule')}</>;
    case 'time':
      return <>{reason ?? t('history.time')}</>;
    case 'exemption':
      if (to === 'exempt') {
        return (
          <>
            {reason
              ? t('history.exemptedBecause', { reason })
              : t('history.exempted')}
          </>
        );
      }
      return (
        <>
          {reason
            ? t('history.exemptionEndedBecause', { reason })
            : t('history.exemptionEnded')}
        </>
      );
    case 'data':
      if (to === 'unknown' || from !== 'unknown') {
        return (
          <>
            {reason
              ? t('history.dataMissingBecause', { reason })
              : t('history.dataMissing')}
          </>
        );
      }
      return (
        <>
          {reason
            ? t('history.dataBackBecause', { reason })
            : t('history.dataBack')}
        </>
      );
    default:
      return facts?.length ? (
        <ul className={classes.facts}>
          {facts.map(each => (
            <li key={each.path}>{fact(each)}</li>
          ))}
        </ul>
      ) : (
        <>{t('history.service')}</>
      );
  }
}
