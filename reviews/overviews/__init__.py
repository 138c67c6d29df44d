"""What became of advice, in numbers and pictures: pure functions, no database.

`shares` makes percentages, `flow` counts the way of advice from June to September, `picture` places it
on paper, `small` says what may not be shown because it would show who said what.
"""
