import Button from '@material-ui/core/Button';
import CloudOffIcon from '@material-ui/icons/CloudOff';
import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { ResponseError } from '@backstage/errors';
import { readinessTranslationRef } from '../../translation';
import { Notice } from './Notice';

/** Why something is not there, and a way to ask again. */
export function LoadFailure(props: {
  /** What could not be loaded, when it is not readiness as a whole. */
  title?: string;
  error: Error;
  retry(): void;
}) {
  const { title, error, retry } = props;
  const { t } = useTranslationRef(readinessTranslationRef);
  return (
    <div role="alert">
      <Notice
        icon={<CloudOffIcon />}
        title={title ?? t('failure.title')}
        action={
          <Button variant="outlined" onClick={retry}>
            {t('failure.retry')}
          </Button>
        }
      >
        {error instanceof ResponseError ? error.cause.message : error.message}
      </Notice>
    </div>
  );
}
