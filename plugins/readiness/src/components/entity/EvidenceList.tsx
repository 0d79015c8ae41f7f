import { makeStyles } from '@material-ui/core/styles';
import { Link } from '@backstage/core-components';
import { Evidence } from '@airworthy/backstage-plugin-readiness-common';
import { webUrl } from '../shared/webUrl';
import { useSourceLink } from './useSourceLink';

const useStyles = makeStyles(theme => ({
  list: {
    margin: 0,
    padding: 0,
    listStyle: 'none',
    '& li + li': { marginTop: theme.spacing(0.5) },
  },
  place: {
    fontFamily: 'monospace',
    fontSize: '0.9em',
    overflowWrap: 'anywhere',
  },
}));

/** Where the facts behind a result were seen, each a link where there is a web view. */
export function EvidenceList(props: {
  evidence: readonly Evidence[];
  sourceLocation?: string;
}) {
  const classes = useStyles();
  const sourceLink = useSourceLink(props.sourceLocation);
  const place = ({ path, line, url }: Evidence) => {
    const address = path ? sourceLink(path, line) : url && webUrl(url);
    const name = path ? [path, line].filter(Boolean).join(':') : url;
    if (!name) {
      return null;
    }
    return address ? (
      <Link to={address} className={classes.place}>
        {name}
      </Link>
    ) : (
      <span className={classes.place}>{name}</span>
    );
  };
  return (
    <ul className={classes.list}>
      {props.evidence.map((each, index) => (
        <li key={index}>
          {place(each)}
          {(each.path || each.url) && each.note && ' · '}
          {each.note}
        </li>
      ))}
    </ul>
  );
}
