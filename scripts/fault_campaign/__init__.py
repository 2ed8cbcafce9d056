"""What a crash at any moment does to a package: scenarios, kills, full disks. `scripts/faults.py` runs them."""
