import '@testing-library/jest-dom';
import { configure } from '@testing-library/react';

// Whole pages are rendered, and a busy machine must not fail them.
configure({ asyncUtilTimeout: 10_000 });

// Of styles, those of an element itself count. To try all rules of the theme on
// each element, for each query by role, takes as long as all the rest.
window.getComputedStyle = element => (element as HTMLElement).style;

// The form of a template scrolls up with each page; here is nothing to scroll.
window.scrollTo = () => {};
