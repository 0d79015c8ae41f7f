import { Analyzer } from './Analyzer';
import { attestationsAnalyzer } from './attestations/attestationsAnalyzer';
import { ciAnalyzer } from './ci/ciAnalyzer';
import { dockerAnalyzer } from './docker/dockerAnalyzer';
import { exemptionsAnalyzer } from './exemptions/exemptionsAnalyzer';
import { filesAnalyzer } from './files/filesAnalyzer';
import { gatesAnalyzer } from './gates/gatesAnalyzer';
import { infrastructureAnalyzer } from './infrastructure/infrastructureAnalyzer';
import { kubernetesAnalyzer } from './kubernetes/kubernetesAnalyzer';
import { lineageAnalyzer } from './lineage/lineageAnalyzer';
import { ownershipAnalyzer } from './ownership/ownershipAnalyzer';
import { secretsAnalyzer } from './secrets/secretsAnalyzer';
import { dependenciesAnalyzer } from './dependencies/dependenciesAnalyzer';
import { docsAnalyzer } from './docs/docsAnalyzer';
import { observabilityAnalyzer } from './observability/observabilityAnalyzer';
import { sourceAnalyzer } from './source/sourceAnalyzer';

/** All analyzers, each answering for its own section. */
export const analyzers: Analyzer[] = [
  ciAnalyzer,
  dockerAnalyzer,
  filesAnalyzer,
  gatesAnalyzer,
  kubernetesAnalyzer,
  infrastructureAnalyzer,
  ownershipAnalyzer,
  secretsAnalyzer,
  dependenciesAnalyzer,
  docsAnalyzer,
  observabilityAnalyzer,
  sourceAnalyzer,
  attestationsAnalyzer,
  exemptionsAnalyzer,
  lineageAnalyzer,
];
