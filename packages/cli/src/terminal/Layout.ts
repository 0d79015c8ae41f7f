import { Paint } from './style';

/** How a text for people is laid out. */
export interface Layout {
  paint: Paint;
  /** Columns. */
  width: number;
}
