/** The number box of the bar; F3 puts the cursor there. */
export const DIAL_INPUT_ID = 'dial-number';
