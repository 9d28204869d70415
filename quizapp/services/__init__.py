"""One public function per use case. Services own the queries and the transaction, and know no Flask."""
