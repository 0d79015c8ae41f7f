export type Reason = 'unwanted' | 'damaged' | 'wrong';

export interface Return {
  parcel: string;
  reason: Reason;
}

/** What happens to a parcel that comes back. */
export function destination({ reason }: Return): 'shelf' | 'repair' | 'sender' {
  switch (reason) {
    case 'damaged':
      return 'repair';
    case 'wrong':
      return 'sender';
    default:
      return 'shelf';
  }
}
