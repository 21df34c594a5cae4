/** The name of the state in the ledger that holds all windows. */
export const plannedStateName = 'planned';
