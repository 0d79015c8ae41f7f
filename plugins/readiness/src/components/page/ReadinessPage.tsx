import { Header, Page } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { readinessTranslationRef } from '../../translation';
import { ReadinessPages } from './ReadinessPages';

/** The page with the header that the legacy frontend system leaves to its plugins. */
export function ReadinessPage() {
  const { t } = useTranslationRef(readinessTranslationRef);
  return (
    <Page themeId="tool">
      <Header title={t('page.title')} subtitle={t('page.subtitle')} />
      <ReadinessPages />
    </Page>
  );
}
