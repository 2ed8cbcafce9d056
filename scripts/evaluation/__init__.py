"""How good is the machine coder: its tables beside hand-made gold, figure by figure.

`tests/evaluation/README.md` says how things are compared and where each convention comes from.
"""
