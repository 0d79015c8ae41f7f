import { useId } from 'react';
import Paper from '@material-ui/core/Paper';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import CheckIcon from '@material-ui/icons/Check';
import FlightTakeoffIcon from '@material-ui/icons/FlightTakeoff';
import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import { readinessTranslationRef } from '../../translation';
import { FormFailure } from '../shared/FormFailure';
import { creationSchema, linesOf } from './creation';

const useStyles = makeStyles(theme => ({
  panel: {
    padding: theme.spacing(2),
    fontFamily: theme.typography.fontFamily,
    color: theme.palette.text.primary,
  },
  title: { margin: 0, fontWeight: 700 },
  lines: {
    listStyle: 'none',
    margin: theme.spacing(1, 0),
    padding: 0,
    display: 'grid',
    gap: theme.spacing(0.5),
  },
  line: {
    display: 'flex',
    alignItems: 'flex-start',
    gap: theme.spacing(1),
    overflowWrap: 'anywhere',
    '& > span': { minWidth: 0 },
    '& > svg': { flexShrink: 0, color: theme.palette.status.ok },
  },
  level: {
    margin: 0,
    paddingTop: theme.spacing(1),
    borderTop: `1px solid ${theme.palette.divider}`,
  },
}));

/**
 * Says in the form of a template what will be created, given the answers so
 * far, and the level that it will have. It asks for nothing.
 */
export function WillBeCreated(props: FieldExtensionComponentProps<string>) {
  const { name, schema, uiSchema, formContext } = props;
  const classes = useStyles();
  const id = useId();
  const { t } = useTranslationRef(readinessTranslationRef);
  const read = creationSchema.safeParse(uiSchema['ui:options']);
  if (!read.success) {
    // For whoever writes the template.
    const mistakes = read.error.issues
      .map(({ path, message }) => `${path.join('.')}: ${message}`)
      .join('; ');
    return (
      <FormFailure message={t('creating.unreadable', { name, mistakes })} />
    );
  }
  const { creates, level, scorecard } = read.data;
  return (
    <Paper
      component="section"
      variant="outlined"
      aria-labelledby={id}
      className={classes.panel}
    >
      <Typography
        id={id}
        component="h2"
        variant="subtitle1"
        className={classes.title}
      >
        {schema.title ?? t('creating.title')}
      </Typography>
      <ul className={classes.lines}>
        {linesOf(creates, formContext?.formData ?? {}).map((line, index) => (
          <Typography
            key={index}
            component="li"
            variant="body2"
            className={classes.line}
          >
            <CheckIcon fontSize="small" aria-hidden />
            <span>{line}</span>
          </Typography>
        ))}
      </ul>
      {level && (
        <Typography
          variant="body2"
          className={`${classes.line} ${classes.level}`}
        >
          <FlightTakeoffIcon fontSize="small" aria-hidden />
          <span>
            {t('creating.level', {
              level: <strong>{t('creating.levelName', { level })}</strong>,
              scorecard,
            })}
          </span>
        </Typography>
      )}
    </Paper>
  );
}
