import { useId } from 'react';
import TextField from '@material-ui/core/TextField';
import { makeStyles } from '@material-ui/core/styles';

const useStyles = makeStyles(theme => ({
  choice: {
    minWidth: 140,
    maxWidth: '100%',
    // The default grey is too faint on the background of the page.
    '& label': { color: theme.palette.text.primary },
  },
}));

/** Chooses one of a few: the browser's own list, which every keyboard and reader knows. */
export function Choice(props: {
  label: string;
  value: string;
  options: readonly { value: string; label: string }[];
  onChange(value: string): void;
}) {
  const { label, value, options, onChange } = props;
  const classes = useStyles();
  const id = useId();
  return (
    <TextField
      id={id}
      className={classes.choice}
      select
      variant="outlined"
      size="small"
      label={label}
      value={value}
      SelectProps={{ native: true }}
      InputLabelProps={{ shrink: true }}
      onChange={event => onChange(event.target.value)}
    >
      {options.map(option => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </TextField>
  );
}
