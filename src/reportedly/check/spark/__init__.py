"""The check on Spark: the same rules, carried over from DuckDB's SQL, and the same contract. The findings are the same.

Workers need this package, as it is here, and they must see the package's files under the same paths.
"""
