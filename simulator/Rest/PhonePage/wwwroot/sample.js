// The phones and numbers of the sample account (local/host/sample.json). The first one calls, the others are called.
export const phones = [
  { address: '4:+31612345678', name: 'Caller', about: 'A mobile, +31 6 1234 5678', outside: true },
  { address: '8:acs:anna', name: 'Anna', about: 'Sales, web phone, extension 201' },
  { address: '8:acs:bram', name: 'Bram', about: 'Web phone, extension 202' },
  { address: '4:+31201234567', name: 'Workshop', about: 'Outside, +31 20 123 4567', outside: true },
];

export const mainNumber = '+31205550100';

export const numbers = [
  { number: mainNumber, name: 'Main number' },
  { number: '+31205550101', name: 'Anna directly' },
  { number: '+31205550102', name: 'Opening hours' },
  { number: '+31205550103', name: 'Workshop' },
  { number: '+31205550109', name: 'Not linked' },
  { number: '+31205550111', name: 'Sales by time' },
  { number: '+31205550112', name: 'By area' },
  { number: '+31205550113', name: 'By postal code' },
  { number: '+31205550114', name: 'Extension picker' },
  { number: '+31205550115', name: 'Members, PIN 471147' },
  { number: '+31205550150', name: 'Sales group' },
  { number: '+31205550156', name: 'Help desk, a queue' },
  { number: '+31205550199', name: 'Unknown' },
];
