import { Route, Routes } from 'react-router-dom';
import { ExemptionsContent } from '../exemptions/ExemptionsContent';
import { LineageContent } from '../lineage/LineageContent';
import { PageTabs } from './PageTabs';
import { ReadinessPageContent } from './ReadinessPageContent';

/** The parts of the page, each with an address of its own below that of the page. */
export function ReadinessPages() {
  return (
    <>
      <PageTabs />
      <Routes>
        <Route path="exemptions" element={<ExemptionsContent />} />
        <Route path="templates" element={<LineageContent />} />
        <Route path="*" element={<ReadinessPageContent />} />
      </Routes>
    </>
  );
}
