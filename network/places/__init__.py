"""The gazetteer: oblasts, raions, communities and settlements of Ukraine with their names, codes and points."""
