import { describeCalendar } from '../support/calendar-trial.ts'

// Midnight that is skipped, a day that is, half hours, a quarter of an hour, and none at all.
describeCalendar(['America/Sao_Paulo', 'Pacific/Apia', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'Africa/Casablanca'])
