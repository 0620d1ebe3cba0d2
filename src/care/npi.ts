/** A National Provider Identifier with the given eight middle digits; its first digit, 2, is allowed but not issued. */
export function npi(middle: number): string {
  const nine = `2${String(middle).padStart(8, '0')}`;
  return `${nine}${luhnCheckDigit(`80840${nine}`)}`;
}

/** The digit that completes `digits` to a number of valid Luhn checksum (ISO/IEC 7812-1, annex B). */
export function luhnCheckDigit(digits: string): number {
  let sum = 0;
  for (let i = 0; i < digits.length; i++) {
    const digit = Number(digits[digits.length - 1 - i]);
    // The digit left of the check digit is doubled, then every second one; 10 and more count as the sum of their digits.
    const doubled = digit * 2;
    sum += i % 2 === 1 ? digit : doubled > 9 ? doubled - 9 : doubled;
  }
  return (10 - (sum % 10)) % 10;
}
