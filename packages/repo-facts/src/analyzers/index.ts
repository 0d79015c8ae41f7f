import { Analyzer } from './Analyzer';

/** All analyzers, each answering for its own section. */
export const analyzers: Analyzer[] = [];
