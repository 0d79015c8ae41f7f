import { Route, Routes } from 'react-router-dom';
import { ExemptionsContent } from '../exemptions/ExemptionsContent';
import { PageTabs } from './PageTabs';
import { ReadinessPageContent } from './ReadinessPageContent';

/** The parts of the page, each with an address of its own below that of the page. */
export function ReadinessPages() {
  return (
    <>
      <PageTabs />
      <Routes>
        <Route path="exemptions" element={<ExemptionsContent />} />
        <Route path="*" element={<ReadinessPageContent />} />
      </Routes>
    </>
  );
}
