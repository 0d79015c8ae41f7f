import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { readinessTranslationRef } from '../../translation';

/** The work that a check asks for: minutes below an hour, else hours. */
export function Effort(props: { hours: number }) {
  const { t } = useTranslationRef(readinessTranslationRef);
  return (
    <>
      {props.hours < 1
        ? t('effort.minutes', { minutes: String(Math.round(props.hours * 60)) })
        : t('effort.hours', { count: props.hours })}
    </>
  );
}
