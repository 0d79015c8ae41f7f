import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { readinessTranslationRef } from '../../translation';
import { relativeTo } from '../shared/ObservedTime';

/** When an exemption ends: the day in the reader's zone, and how far off that is. */
export function Until(props: { at?: string }) {
  const { at } = props;
  const { t } = useTranslationRef(readinessTranslationRef);
  if (at === undefined) {
    return <>{t('exemptions.endless')}</>;
  }
  const time = Date.parse(at);
  const format = (timeStyle?: 'long') =>
    new Intl.DateTimeFormat(undefined, {
      dateStyle: 'long',
      timeStyle,
    }).format(time);
  return (
    <time dateTime={at} title={format('long')}>
      {`${format()} (${relativeTo(Date.now(), time)})`}
    </time>
  );
}
