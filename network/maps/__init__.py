"""Maps drawn by folium with our own assets: a capability that knows no entity, only addresses and words."""
