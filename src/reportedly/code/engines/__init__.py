"""Where articles are coded: in processes of this machine, on Ray, or on Spark. The results are the same."""
