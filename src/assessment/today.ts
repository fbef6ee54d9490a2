/** The present day as an ISO date, in UTC: what answers are dated with and held against. */
export const today = (): string => new Date().toISOString().slice(0, 10);
