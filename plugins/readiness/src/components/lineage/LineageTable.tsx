import Table from '@material-ui/core/Table';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import { makeStyles } from '@material-ui/core/styles';
import { parseEntityRef } from '@backstage/catalog-model';
import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { EntityLineage } from '@airworthy/backstage-plugin-readiness-common';
import { readinessTranslationRef } from '../../translation';
import { SidewaysScroll } from '../shared/SidewaysScroll';
import { useTabLink } from '../shared/useTabLink';
import { templateName } from './templateName';
import { UpgradeLink } from './UpgradeLink';

const useStyles = makeStyles(theme => ({
  table: {
    '& td, & th': { padding: theme.spacing(1) },
    '& thead th': { fontWeight: 700, whiteSpace: 'nowrap' },
    '&[aria-busy="true"] tbody': { opacity: 0.6 },
  },
  name: { fontWeight: 700 },
}));

function LineageRow({ lineage }: { lineage: EntityLineage }) {
  const { entityRef, title, owner, version, currentVersion, gap } = lineage;
  const { files, changed, removed } = lineage;
  const classes = useStyles();
  const { t } = useTranslationRef(readinessTranslationRef);
  const tabLink = useTabLink();
  const entity = parseEntityRef(entityRef);
  return (
    <TableRow hover>
      <TableCell component="th" scope="row" role="rowheader">
        <Link className={classes.name} to={tabLink(entity)}>
          {title ?? entity.name}
        </Link>
      </TableCell>
      <TableCell>
        <EntityRefLink entityRef={lineage.template}>
          {templateName(lineage)}
        </EntityRefLink>
      </TableCell>
      <TableCell>{version}</TableCell>
      <TableCell>
        {gap
          ? t(`lineage.gap.${gap}`, { version: currentVersion ?? '' })
          : currentVersion ?? t('lineage.unknown')}
      </TableCell>
      <TableCell>
        {t('lineage.movedFiles', {
          changed: String(changed + removed),
          files: String(files),
        })}
      </TableCell>
      <TableCell>
        {owner ? (
          <EntityRefLink entityRef={owner} defaultKind="group" />
        ) : (
          t('table.noOwner')
        )}
      </TableCell>
      <TableCell>{gap && <UpgradeLink lineage={lineage} />}</TableCell>
    </TableRow>
  );
}

/** One page of entities, and where they came from. */
export function LineageTable(props: {
  items: readonly EntityLineage[];
  busy: boolean;
}) {
  const classes = useStyles();
  const { t } = useTranslationRef(readinessTranslationRef);
  return (
    <SidewaysScroll>
      <Table
        size="small"
        className={classes.table}
        aria-label={t('lineage.caption')}
        aria-busy={props.busy}
      >
        <TableHead>
          <TableRow>
            <TableCell>{t('lineage.name')}</TableCell>
            <TableCell>{t('lineage.template')}</TableCell>
            <TableCell>{t('lineage.version')}</TableCell>
            <TableCell>{t('lineage.current')}</TableCell>
            <TableCell>{t('lineage.files')}</TableCell>
            <TableCell>{t('lineage.owner')}</TableCell>
            <TableCell>{t('lineage.upgrade')}</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {props.items.map(lineage => (
            <LineageRow key={lineage.entityRef} lineage={lineage} />
          ))}
        </TableBody>
      </Table>
    </SidewaysScroll>
  );
}
