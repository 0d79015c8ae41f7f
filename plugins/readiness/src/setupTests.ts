import '@testing-library/jest-dom';
import { configure } from '@testing-library/react';

// Whole pages are rendered, and a busy machine must not fail them.
jest.setTimeout(60_000);
configure({ asyncUtilTimeout: 10_000 });

// The form of a template scrolls up with each page; here is nothing to scroll.
window.scrollTo = () => {};
