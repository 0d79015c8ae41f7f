import { Analyzer } from './Analyzer';
import { filesAnalyzer } from './files/filesAnalyzer';
import { ownershipAnalyzer } from './ownership/ownershipAnalyzer';
import { secretsAnalyzer } from './secrets/secretsAnalyzer';

/** All analyzers, each answering for its own section. */
export const analyzers: Analyzer[] = [
  filesAnalyzer,
  ownershipAnalyzer,
  secretsAnalyzer,
];
