"""What others need to cite a package and to check one: citations, Croissant, the profile, crosswalks."""
