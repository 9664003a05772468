import { useQuery } from '@tanstack/react-query';
import { readFactors } from './account.js';

export const factorsKey = ['user', 'factors'];

/** What the user shows beside the password. */
export const useFactors = () => useQuery({ queryKey: factorsKey, queryFn: ({ signal }) => readFactors(signal) });
