-- The books: every fen from the fund to whom it is paid, balanced, numbered without gaps, and never changed.
SELECT 1;
