"""The gazetteer, topics, organizations, locations, services, mobile teams, news, urgent numbers and the search index."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

SQLITE_INDEX = (
    "CREATE VIRTUAL TABLE search_fts USING fts5(title, body, content='search_documents', content_rowid='id', "
    "prefix='2 3', tokenize='unicode61 remove_diacritics 0')",
    "CREATE TRIGGER search_documents_added AFTER INSERT ON search_documents BEGIN "
    "INSERT INTO search_fts(rowid, title, body) VALUES (new.id, new.title, new.body); END",
    "CREATE TRIGGER search_documents_removed AFTER DELETE ON search_documents BEGIN "
    "INSERT INTO search_fts(search_fts, rowid, title, body) VALUES ('delete', old.id, old.title, old.body); END",
    "CREATE TRIGGER search_documents_changed AFTER UPDATE ON search_documents BEGIN "
    "INSERT INTO search_fts(search_fts, rowid, title, body) VALUES ('delete', old.id, old.title, old.body); "
    "INSERT INTO search_fts(rowid, title, body) VALUES (new.id, new.title, new.body); END",
)
SQLITE_DROP = (
    "DROP TRIGGER search_documents_changed",
    "DROP TRIGGER search_documents_removed",
    "DROP TRIGGER search_documents_added",
    "DROP TABLE search_fts",
)
POSTGRESQL_INDEX = (
    "CREATE INDEX ix_search_documents_words ON search_documents USING gin "
    "((setweight(to_tsvector('simple', title), 'A') || setweight(to_tsvector('simple', body), 'B')))",
)
POSTGRESQL_DROP = ("DROP INDEX ix_search_documents_words",)


def upgrade() -> None:
    op.create_table(
        "news",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=100), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title_uk", sa.String(length=240), nullable=False),
        sa.Column("title_en", sa.String(length=240), nullable=False),
        sa.Column("summary_uk", sa.String(length=500), nullable=False),
        sa.Column("summary_en", sa.String(length=500), nullable=False),
        sa.Column("body_uk", sa.Text(), nullable=False),
        sa.Column("body_en", sa.Text(), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=True),
        sa.Column("when_uk", sa.String(length=80), nullable=False),
        sa.Column("when_en", sa.String(length=80), nullable=False),
        sa.Column("is_published", sa.Boolean(), nullable=False),
        sa.Column("is_example", sa.Boolean(), nullable=False),
        sa.Column("entered_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_news")),
        sa.UniqueConstraint("slug", name=op.f("uq_news_slug")),
    )
    op.create_table(
        "places",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("katottg", sa.String(length=19), nullable=False),
        sa.Column("level", sa.String(length=10), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("slug", sa.String(length=80), nullable=False),
        sa.Column("name_uk", sa.String(length=80), nullable=False),
        sa.Column("name_en", sa.String(length=80), nullable=False),
        sa.Column("centre_uk", sa.String(length=80), nullable=False),
        sa.Column("centre_en", sa.String(length=80), nullable=False),
        sa.Column("sort_key", sa.String(length=120), nullable=False),
        sa.Column("sort_en", sa.String(length=120), nullable=False),
        sa.Column("oblast_id", sa.Integer(), nullable=True),
        sa.Column("raion_id", sa.Integer(), nullable=True),
        sa.Column("community_id", sa.Integer(), nullable=True),
        sa.Column("latitude", sa.Double(), nullable=True),
        sa.Column("longitude", sa.Double(), nullable=True),
        sa.Column("is_host_marked", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "latitude IS NULL OR (latitude BETWEEN -90 AND 90)", name=op.f("ck_places_latitude")
        ),
        sa.CheckConstraint(
            "longitude IS NULL OR (longitude BETWEEN -180 AND 180)", name=op.f("ck_places_longitude")
        ),
        sa.ForeignKeyConstraint(["community_id"], ["places.id"], name=op.f("fk_places_community_id")),
        sa.ForeignKeyConstraint(["oblast_id"], ["places.id"], name=op.f("fk_places_oblast_id")),
        sa.ForeignKeyConstraint(["raion_id"], ["places.id"], name=op.f("fk_places_raion_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_places")),
        sa.UniqueConstraint("level", "katottg", name=op.f("uq_places_level_katottg")),
        sa.UniqueConstraint("level", "slug", name=op.f("uq_places_level_slug")),
    )
    with op.batch_alter_table("places", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_places_community_id"), ["community_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_places_katottg"), ["katottg"], unique=False)
        batch_op.create_index(batch_op.f("ix_places_level_sort_en"), ["level", "sort_en"], unique=False)
        batch_op.create_index(batch_op.f("ix_places_level_sort_key"), ["level", "sort_key"], unique=False)
        batch_op.create_index(batch_op.f("ix_places_oblast_id"), ["oblast_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_places_raion_id"), ["raion_id"], unique=False)

    op.create_table(
        "search_documents",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_documents")),
        sa.UniqueConstraint("kind", "record_id", name=op.f("uq_search_documents_kind_record_id")),
    )
    op.create_table(
        "topics",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("is_main", sa.Boolean(), nullable=False),
        sa.Column("explanation_uk", sa.String(length=400), nullable=False),
        sa.Column("explanation_en", sa.String(length=400), nullable=False),
        sa.Column("neighbour_codes", sa.String(length=200), nullable=False),
        sa.Column("name_uk", sa.String(length=200), nullable=False),
        sa.Column("name_en", sa.String(length=200), nullable=False),
        sa.Column("sort_uk", sa.String(length=120), nullable=False),
        sa.Column("sort_en", sa.String(length=120), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_topics")),
        sa.UniqueConstraint("code", name=op.f("uq_topics_code")),
    )
    with op.batch_alter_table("topics", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_topics_sort_en"), ["sort_en"], unique=False)
        batch_op.create_index(batch_op.f("ix_topics_sort_uk"), ["sort_uk"], unique=False)

    op.create_table(
        "urgent_numbers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("section", sa.String(length=30), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title_uk", sa.String(length=200), nullable=False),
        sa.Column("title_en", sa.String(length=200), nullable=False),
        sa.Column("advice_uk", sa.String(length=400), nullable=False),
        sa.Column("advice_en", sa.String(length=400), nullable=False),
        sa.Column("source_uk", sa.String(length=200), nullable=False),
        sa.Column("source_en", sa.String(length=200), nullable=False),
        sa.Column("verified_by_uk", sa.String(length=120), nullable=False),
        sa.Column("verified_by_en", sa.String(length=120), nullable=False),
        sa.Column("verified_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_urgent_numbers")),
        sa.UniqueConstraint("number", name=op.f("uq_urgent_numbers_number")),
    )
    op.create_table(
        "categories",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=60), nullable=False),
        sa.Column("topic_id", sa.Integer(), nullable=False),
        sa.Column("words", sa.String(length=600), nullable=False),
        sa.Column("is_for_children", sa.Boolean(), nullable=False),
        sa.Column("name_uk", sa.String(length=200), nullable=False),
        sa.Column("name_en", sa.String(length=200), nullable=False),
        sa.Column("sort_uk", sa.String(length=120), nullable=False),
        sa.Column("sort_en", sa.String(length=120), nullable=False),
        sa.ForeignKeyConstraint(["topic_id"], ["topics.id"], name=op.f("fk_categories_topic_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_categories")),
        sa.UniqueConstraint("code", name=op.f("uq_categories_code")),
    )
    with op.batch_alter_table("categories", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_categories_sort_en"), ["sort_en"], unique=False)
        batch_op.create_index(batch_op.f("ix_categories_sort_uk"), ["sort_uk"], unique=False)
        batch_op.create_index(batch_op.f("ix_categories_topic_id"), ["topic_id"], unique=False)

    op.create_table(
        "news_places",
        sa.Column("news_id", sa.Integer(), nullable=False),
        sa.Column("place_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["news_id"], ["news.id"], name=op.f("fk_news_places_news_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["place_id"], ["places.id"], name=op.f("fk_news_places_place_id")),
        sa.PrimaryKeyConstraint("news_id", "place_id", name=op.f("pk_news_places")),
    )
    with op.batch_alter_table("news_places", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_news_places_place_id"), ["place_id"], unique=False)

    op.create_table(
        "organizations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=80), nullable=False),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("edrpou", sa.String(length=8), nullable=True),
        sa.Column("membership", sa.String(length=20), nullable=False),
        sa.Column("member_since", sa.Date(), nullable=True),
        sa.Column("description_uk", sa.Text(), nullable=False),
        sa.Column("description_en", sa.Text(), nullable=False),
        sa.Column("website", sa.String(length=300), nullable=False),
        sa.Column("email", sa.String(length=200), nullable=False),
        sa.Column("phone", sa.String(length=20), nullable=False),
        sa.Column("origin_id", sa.Integer(), nullable=True),
        sa.Column("community_id", sa.Integer(), nullable=True),
        sa.Column("is_published", sa.Boolean(), nullable=False),
        sa.Column("is_example", sa.Boolean(), nullable=False),
        sa.Column("confirmed_on", sa.Date(), nullable=True),
        sa.Column("entered_on", sa.Date(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("name_uk", sa.String(length=200), nullable=False),
        sa.Column("name_en", sa.String(length=200), nullable=False),
        sa.Column("sort_uk", sa.String(length=120), nullable=False),
        sa.Column("sort_en", sa.String(length=120), nullable=False),
        sa.ForeignKeyConstraint(["community_id"], ["places.id"], name=op.f("fk_organizations_community_id")),
        sa.ForeignKeyConstraint(["origin_id"], ["places.id"], name=op.f("fk_organizations_origin_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organizations")),
        sa.UniqueConstraint("edrpou", name=op.f("uq_organizations_edrpou")),
        sa.UniqueConstraint("slug", name=op.f("uq_organizations_slug")),
    )
    with op.batch_alter_table("organizations", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_organizations_community_id"), ["community_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_organizations_is_published"), ["is_published"], unique=False)
        batch_op.create_index(batch_op.f("ix_organizations_kind"), ["kind"], unique=False)
        batch_op.create_index(
            "ix_organizations_listed",
            ["is_published", "membership", "kind", "sort_uk", "sort_en"],
            unique=False,
        )
        batch_op.create_index(batch_op.f("ix_organizations_membership"), ["membership"], unique=False)
        batch_op.create_index(batch_op.f("ix_organizations_origin_id"), ["origin_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_organizations_sort_en"), ["sort_en"], unique=False)
        batch_op.create_index(batch_op.f("ix_organizations_sort_uk"), ["sort_uk"], unique=False)

    op.create_table(
        "place_names",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("place_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("normalized", sa.String(length=80), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(
            ["place_id"], ["places.id"], name=op.f("fk_place_names_place_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_place_names")),
        sa.UniqueConstraint("place_id", "normalized", name=op.f("uq_place_names_place_id_normalized")),
    )
    with op.batch_alter_table("place_names", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_place_names_normalized"), ["normalized"], unique=False)

    op.create_table(
        "place_slugs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("place_id", sa.Integer(), nullable=False),
        sa.Column("level", sa.String(length=10), nullable=False),
        sa.Column("slug", sa.String(length=80), nullable=False),
        sa.ForeignKeyConstraint(
            ["place_id"], ["places.id"], name=op.f("fk_place_slugs_place_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_place_slugs")),
        sa.UniqueConstraint("level", "slug", name=op.f("uq_place_slugs_level_slug")),
    )
    with op.batch_alter_table("place_slugs", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_place_slugs_place_id"), ["place_id"], unique=False)

    op.create_table(
        "locations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=False),
        sa.Column("community_id", sa.Integer(), nullable=True),
        sa.Column("settlement_uk", sa.String(length=120), nullable=False),
        sa.Column("settlement_en", sa.String(length=120), nullable=False),
        sa.Column("address_uk", sa.String(length=300), nullable=False),
        sa.Column("address_en", sa.String(length=300), nullable=False),
        sa.Column("latitude", sa.Double(), nullable=True),
        sa.Column("longitude", sa.Double(), nullable=True),
        sa.Column("visibility", sa.String(length=20), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("status_from", sa.Date(), nullable=True),
        sa.Column("directions_uk", sa.String(length=400), nullable=False),
        sa.Column("directions_en", sa.String(length=400), nullable=False),
        sa.Column("step_free", sa.String(length=10), nullable=True),
        sa.Column("accessibility_uk", sa.String(length=400), nullable=False),
        sa.Column("accessibility_en", sa.String(length=400), nullable=False),
        sa.Column("backup_power", sa.String(length=10), nullable=True),
        sa.Column("backup_internet", sa.String(length=10), nullable=True),
        sa.Column("phone_charging", sa.String(length=10), nullable=True),
        sa.Column("shelter_nearby", sa.String(length=10), nullable=True),
        sa.Column("alarm_uk", sa.String(length=400), nullable=False),
        sa.Column("alarm_en", sa.String(length=400), nullable=False),
        sa.Column("is_example", sa.Boolean(), nullable=False),
        sa.Column("confirmed_on", sa.Date(), nullable=True),
        sa.Column("entered_on", sa.Date(), nullable=False),
        sa.Column("name_uk", sa.String(length=200), nullable=False),
        sa.Column("name_en", sa.String(length=200), nullable=False),
        sa.Column("sort_uk", sa.String(length=120), nullable=False),
        sa.Column("sort_en", sa.String(length=120), nullable=False),
        sa.CheckConstraint(
            "latitude IS NULL OR (latitude BETWEEN -90 AND 90)", name=op.f("ck_locations_latitude")
        ),
        sa.CheckConstraint(
            "longitude IS NULL OR (longitude BETWEEN -180 AND 180)", name=op.f("ck_locations_longitude")
        ),
        sa.ForeignKeyConstraint(["community_id"], ["places.id"], name=op.f("fk_locations_community_id")),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organizations.id"], name=op.f("fk_locations_organization_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_locations")),
    )
    with op.batch_alter_table("locations", schema=None) as batch_op:
        batch_op.create_index("ix_locations_open", ["community_id", "status", "visibility"], unique=False)
        batch_op.create_index(batch_op.f("ix_locations_organization_id"), ["organization_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_locations_sort_en"), ["sort_en"], unique=False)
        batch_op.create_index(batch_op.f("ix_locations_sort_uk"), ["sort_uk"], unique=False)
        batch_op.create_index(batch_op.f("ix_locations_status"), ["status"], unique=False)
        batch_op.create_index(batch_op.f("ix_locations_visibility"), ["visibility"], unique=False)

    op.create_table(
        "mobile_teams",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=100), nullable=False),
        sa.Column("description_uk", sa.Text(), nullable=False),
        sa.Column("description_en", sa.Text(), nullable=False),
        sa.Column("base_id", sa.Integer(), nullable=True),
        sa.Column("origin_id", sa.Integer(), nullable=True),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("status_from", sa.Date(), nullable=True),
        sa.Column("phone", sa.String(length=20), nullable=False),
        sa.Column("is_published", sa.Boolean(), nullable=False),
        sa.Column("is_example", sa.Boolean(), nullable=False),
        sa.Column("confirmed_on", sa.Date(), nullable=True),
        sa.Column("entered_on", sa.Date(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("name_uk", sa.String(length=200), nullable=False),
        sa.Column("name_en", sa.String(length=200), nullable=False),
        sa.Column("sort_uk", sa.String(length=120), nullable=False),
        sa.Column("sort_en", sa.String(length=120), nullable=False),
        sa.ForeignKeyConstraint(["base_id"], ["places.id"], name=op.f("fk_mobile_teams_base_id")),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organizations.id"], name=op.f("fk_mobile_teams_organization_id")
        ),
        sa.ForeignKeyConstraint(["origin_id"], ["places.id"], name=op.f("fk_mobile_teams_origin_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mobile_teams")),
        sa.UniqueConstraint("slug", name=op.f("uq_mobile_teams_slug")),
    )
    with op.batch_alter_table("mobile_teams", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_mobile_teams_base_id"), ["base_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_mobile_teams_organization_id"), ["organization_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_mobile_teams_origin_id"), ["origin_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_mobile_teams_sort_en"), ["sort_en"], unique=False)
        batch_op.create_index(batch_op.f("ix_mobile_teams_sort_uk"), ["sort_uk"], unique=False)

    op.create_table(
        "news_organizations",
        sa.Column("news_id", sa.Integer(), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["news_id"], ["news.id"], name=op.f("fk_news_organizations_news_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organizations.id"],
            name=op.f("fk_news_organizations_organization_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("news_id", "organization_id", name=op.f("pk_news_organizations")),
    )
    with op.batch_alter_table("news_organizations", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_news_organizations_organization_id"), ["organization_id"], unique=False
        )

    op.create_table(
        "organization_contacts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=False),
        sa.Column("role_uk", sa.String(length=200), nullable=False),
        sa.Column("role_en", sa.String(length=200), nullable=False),
        sa.Column("email", sa.String(length=200), nullable=False),
        sa.Column("phone", sa.String(length=20), nullable=False),
        sa.Column("is_public", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organizations.id"],
            name=op.f("fk_organization_contacts_organization_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organization_contacts")),
    )
    with op.batch_alter_table("organization_contacts", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_organization_contacts_organization_id"), ["organization_id"], unique=False
        )

    op.create_table(
        "services",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=False),
        sa.Column("category_id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=100), nullable=False),
        sa.Column("code", sa.String(length=12), nullable=False),
        sa.Column("summary_uk", sa.String(length=240), nullable=False),
        sa.Column("summary_en", sa.String(length=240), nullable=False),
        sa.Column("description_uk", sa.Text(), nullable=False),
        sa.Column("description_en", sa.Text(), nullable=False),
        sa.Column("mode", sa.String(length=10), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("status_from", sa.Date(), nullable=True),
        sa.Column("status_until", sa.Date(), nullable=True),
        sa.Column("status_note_uk", sa.String(length=300), nullable=False),
        sa.Column("status_note_en", sa.String(length=300), nullable=False),
        sa.Column("audiences", sa.String(length=400), nullable=False),
        sa.Column("age_from", sa.Integer(), nullable=True),
        sa.Column("age_to", sa.Integer(), nullable=True),
        sa.Column("languages", sa.String(length=400), nullable=False),
        sa.Column("cost", sa.String(length=10), nullable=True),
        sa.Column("cost_note_uk", sa.String(length=300), nullable=False),
        sa.Column("cost_note_en", sa.String(length=300), nullable=False),
        sa.Column("steps_uk", sa.Text(), nullable=False),
        sa.Column("steps_en", sa.Text(), nullable=False),
        sa.Column("bring_uk", sa.String(length=400), nullable=False),
        sa.Column("bring_en", sa.String(length=400), nullable=False),
        sa.Column("complaint_uk", sa.String(length=400), nullable=False),
        sa.Column("complaint_en", sa.String(length=400), nullable=False),
        sa.Column("area", sa.String(length=12), nullable=False),
        sa.Column("serves_everyone", sa.Boolean(), nullable=False),
        sa.Column("free_places", sa.Integer(), nullable=True),
        sa.Column("free_places_on", sa.Date(), nullable=True),
        sa.Column("website", sa.String(length=300), nullable=False),
        sa.Column("is_published", sa.Boolean(), nullable=False),
        sa.Column("is_example", sa.Boolean(), nullable=False),
        sa.Column("confirmed_on", sa.Date(), nullable=True),
        sa.Column("entered_on", sa.Date(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("name_uk", sa.String(length=200), nullable=False),
        sa.Column("name_en", sa.String(length=200), nullable=False),
        sa.Column("sort_uk", sa.String(length=120), nullable=False),
        sa.Column("sort_en", sa.String(length=120), nullable=False),
        sa.CheckConstraint(
            "age_from IS NULL OR (age_from BETWEEN 0 AND 120)", name=op.f("ck_services_age_from")
        ),
        sa.CheckConstraint("age_to IS NULL OR (age_to BETWEEN 0 AND 120)", name=op.f("ck_services_age_to")),
        sa.ForeignKeyConstraint(["category_id"], ["categories.id"], name=op.f("fk_services_category_id")),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organizations.id"], name=op.f("fk_services_organization_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_services")),
        sa.UniqueConstraint("code", name=op.f("uq_services_code")),
        sa.UniqueConstraint("slug", name=op.f("uq_services_slug")),
    )
    with op.batch_alter_table("services", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_services_category_id"), ["category_id"], unique=False)
        batch_op.create_index(
            "ix_services_listed",
            [
                "is_published",
                "status",
                "category_id",
                "mode",
                "area",
                "serves_everyone",
                "age_from",
                "age_to",
                "languages",
                "confirmed_on",
                "entered_on",
                "sort_uk",
                "id",
            ],
            unique=False,
        )
        batch_op.create_index(batch_op.f("ix_services_mode"), ["mode"], unique=False)
        batch_op.create_index(batch_op.f("ix_services_organization_id"), ["organization_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_services_sort_en"), ["sort_en"], unique=False)
        batch_op.create_index(batch_op.f("ix_services_sort_uk"), ["sort_uk"], unique=False)

    op.create_table(
        "mobile_team_services",
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("service_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["service_id"],
            ["services.id"],
            name=op.f("fk_mobile_team_services_service_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["team_id"], ["mobile_teams.id"], name=op.f("fk_mobile_team_services_team_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("team_id", "service_id", name=op.f("pk_mobile_team_services")),
    )
    with op.batch_alter_table("mobile_team_services", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_mobile_team_services_service_id"), ["service_id"], unique=False)

    op.create_table(
        "mobile_team_stops",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("community_id", sa.Integer(), nullable=True),
        sa.Column("spot_uk", sa.String(length=300), nullable=False),
        sa.Column("spot_en", sa.String(length=300), nullable=False),
        sa.Column("latitude", sa.Double(), nullable=True),
        sa.Column("longitude", sa.Double(), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("every_weeks", sa.Integer(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("opens_at", sa.Time(), nullable=True),
        sa.Column("closes_at", sa.Time(), nullable=True),
        sa.Column("is_cancelled", sa.Boolean(), nullable=False),
        sa.CheckConstraint("every_weeks BETWEEN 0 AND 12", name=op.f("ck_mobile_team_stops_every_weeks")),
        sa.ForeignKeyConstraint(
            ["community_id"], ["places.id"], name=op.f("fk_mobile_team_stops_community_id")
        ),
        sa.ForeignKeyConstraint(
            ["team_id"], ["mobile_teams.id"], name=op.f("fk_mobile_team_stops_team_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mobile_team_stops")),
    )
    with op.batch_alter_table("mobile_team_stops", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_mobile_team_stops_community_id"), ["community_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_mobile_team_stops_starts_on"), ["starts_on"], unique=False)
        batch_op.create_index(batch_op.f("ix_mobile_team_stops_team_id"), ["team_id"], unique=False)

    op.create_table(
        "result_reports",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=False),
        sa.Column("service_id", sa.Integer(), nullable=True),
        sa.Column("what_uk", sa.String(length=300), nullable=False),
        sa.Column("what_en", sa.String(length=300), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("is_at_least", sa.Boolean(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=True),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.Column("months", sa.Integer(), nullable=True),
        sa.Column("is_example", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organizations.id"], name=op.f("fk_result_reports_organization_id")
        ),
        sa.ForeignKeyConstraint(
            ["service_id"], ["services.id"], name=op.f("fk_result_reports_service_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_result_reports")),
    )
    with op.batch_alter_table("result_reports", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_result_reports_organization_id"), ["organization_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_result_reports_service_id"), ["service_id"], unique=False)

    op.create_table(
        "service_areas",
        sa.Column("service_id", sa.Integer(), nullable=False),
        sa.Column("place_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["place_id"], ["places.id"], name=op.f("fk_service_areas_place_id")),
        sa.ForeignKeyConstraint(
            ["service_id"], ["services.id"], name=op.f("fk_service_areas_service_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("service_id", "place_id", name=op.f("pk_service_areas")),
    )
    with op.batch_alter_table("service_areas", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_service_areas_place_id"), ["place_id"], unique=False)

    op.create_table(
        "service_at_locations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("service_id", sa.Integer(), nullable=False),
        sa.Column("location_id", sa.Integer(), nullable=False),
        sa.Column("note_uk", sa.String(length=300), nullable=False),
        sa.Column("note_en", sa.String(length=300), nullable=False),
        sa.ForeignKeyConstraint(
            ["location_id"], ["locations.id"], name=op.f("fk_service_at_locations_location_id")
        ),
        sa.ForeignKeyConstraint(
            ["service_id"],
            ["services.id"],
            name=op.f("fk_service_at_locations_service_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_service_at_locations")),
    )
    with op.batch_alter_table("service_at_locations", schema=None) as batch_op:
        batch_op.create_index("ix_service_at_locations_back", ["location_id", "service_id"], unique=False)
        batch_op.create_index("ix_service_at_locations_pair", ["service_id", "location_id"], unique=True)

    op.create_table(
        "service_origins",
        sa.Column("service_id", sa.Integer(), nullable=False),
        sa.Column("place_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["place_id"], ["places.id"], name=op.f("fk_service_origins_place_id")),
        sa.ForeignKeyConstraint(
            ["service_id"], ["services.id"], name=op.f("fk_service_origins_service_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("service_id", "place_id", name=op.f("pk_service_origins")),
    )
    with op.batch_alter_table("service_origins", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_service_origins_place_id"), ["place_id"], unique=False)

    op.create_table(
        "mobile_team_stop_cancellations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("stop_id", sa.Integer(), nullable=False),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["stop_id"],
            ["mobile_team_stops.id"],
            name=op.f("fk_mobile_team_stop_cancellations_stop_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mobile_team_stop_cancellations")),
    )
    with op.batch_alter_table("mobile_team_stop_cancellations", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_mobile_team_stop_cancellations_stop_id"), ["stop_id"], unique=False
        )

    op.create_table(
        "service_phones",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("service_id", sa.Integer(), nullable=False),
        sa.Column("service_at_location_id", sa.Integer(), nullable=True),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("extension", sa.String(length=10), nullable=False),
        sa.Column("note_uk", sa.String(length=200), nullable=False),
        sa.Column("note_en", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["service_at_location_id"],
            ["service_at_locations.id"],
            name=op.f("fk_service_phones_service_at_location_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["service_id"], ["services.id"], name=op.f("fk_service_phones_service_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_service_phones")),
    )
    with op.batch_alter_table("service_phones", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_service_phones_service_at_location_id"), ["service_at_location_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_service_phones_service_id"), ["service_id"], unique=False)

    op.create_table(
        "service_schedules",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("service_id", sa.Integer(), nullable=False),
        sa.Column("service_at_location_id", sa.Integer(), nullable=True),
        sa.Column("days", sa.String(length=400), nullable=False),
        sa.Column("opens_at", sa.Time(), nullable=True),
        sa.Column("closes_at", sa.Time(), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("note_uk", sa.String(length=200), nullable=False),
        sa.Column("note_en", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["service_at_location_id"],
            ["service_at_locations.id"],
            name=op.f("fk_service_schedules_service_at_location_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["service_id"], ["services.id"], name=op.f("fk_service_schedules_service_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_service_schedules")),
    )
    with op.batch_alter_table("service_schedules", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_service_schedules_service_at_location_id"),
            ["service_at_location_id"],
            unique=False,
        )
        batch_op.create_index(batch_op.f("ix_service_schedules_service_id"), ["service_id"], unique=False)
    _run(SQLITE_INDEX, POSTGRESQL_INDEX)


def downgrade() -> None:
    _run(SQLITE_DROP, POSTGRESQL_DROP)
    with op.batch_alter_table("service_schedules", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_service_schedules_service_id"))
        batch_op.drop_index(batch_op.f("ix_service_schedules_service_at_location_id"))

    op.drop_table("service_schedules")
    with op.batch_alter_table("service_phones", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_service_phones_service_id"))
        batch_op.drop_index(batch_op.f("ix_service_phones_service_at_location_id"))

    op.drop_table("service_phones")
    with op.batch_alter_table("mobile_team_stop_cancellations", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_mobile_team_stop_cancellations_stop_id"))

    op.drop_table("mobile_team_stop_cancellations")
    with op.batch_alter_table("service_origins", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_service_origins_place_id"))

    op.drop_table("service_origins")
    with op.batch_alter_table("service_at_locations", schema=None) as batch_op:
        batch_op.drop_index("ix_service_at_locations_pair")
        batch_op.drop_index("ix_service_at_locations_back")

    op.drop_table("service_at_locations")
    with op.batch_alter_table("service_areas", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_service_areas_place_id"))

    op.drop_table("service_areas")
    with op.batch_alter_table("result_reports", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_result_reports_service_id"))
        batch_op.drop_index(batch_op.f("ix_result_reports_organization_id"))

    op.drop_table("result_reports")
    with op.batch_alter_table("mobile_team_stops", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_mobile_team_stops_team_id"))
        batch_op.drop_index(batch_op.f("ix_mobile_team_stops_starts_on"))
        batch_op.drop_index(batch_op.f("ix_mobile_team_stops_community_id"))

    op.drop_table("mobile_team_stops")
    with op.batch_alter_table("mobile_team_services", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_mobile_team_services_service_id"))

    op.drop_table("mobile_team_services")
    with op.batch_alter_table("services", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_services_sort_uk"))
        batch_op.drop_index(batch_op.f("ix_services_sort_en"))
        batch_op.drop_index(batch_op.f("ix_services_organization_id"))
        batch_op.drop_index(batch_op.f("ix_services_mode"))
        batch_op.drop_index("ix_services_listed")
        batch_op.drop_index(batch_op.f("ix_services_category_id"))

    op.drop_table("services")
    with op.batch_alter_table("organization_contacts", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_organization_contacts_organization_id"))

    op.drop_table("organization_contacts")
    with op.batch_alter_table("news_organizations", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_news_organizations_organization_id"))

    op.drop_table("news_organizations")
    with op.batch_alter_table("mobile_teams", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_mobile_teams_sort_uk"))
        batch_op.drop_index(batch_op.f("ix_mobile_teams_sort_en"))
        batch_op.drop_index(batch_op.f("ix_mobile_teams_origin_id"))
        batch_op.drop_index(batch_op.f("ix_mobile_teams_organization_id"))
        batch_op.drop_index(batch_op.f("ix_mobile_teams_base_id"))

    op.drop_table("mobile_teams")
    with op.batch_alter_table("locations", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_locations_visibility"))
        batch_op.drop_index(batch_op.f("ix_locations_status"))
        batch_op.drop_index(batch_op.f("ix_locations_sort_uk"))
        batch_op.drop_index(batch_op.f("ix_locations_sort_en"))
        batch_op.drop_index(batch_op.f("ix_locations_organization_id"))
        batch_op.drop_index("ix_locations_open")

    op.drop_table("locations")
    with op.batch_alter_table("place_slugs", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_place_slugs_place_id"))

    op.drop_table("place_slugs")
    with op.batch_alter_table("place_names", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_place_names_normalized"))

    op.drop_table("place_names")
    with op.batch_alter_table("organizations", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_organizations_sort_uk"))
        batch_op.drop_index(batch_op.f("ix_organizations_sort_en"))
        batch_op.drop_index(batch_op.f("ix_organizations_origin_id"))
        batch_op.drop_index(batch_op.f("ix_organizations_membership"))
        batch_op.drop_index("ix_organizations_listed")
        batch_op.drop_index(batch_op.f("ix_organizations_kind"))
        batch_op.drop_index(batch_op.f("ix_organizations_is_published"))
        batch_op.drop_index(batch_op.f("ix_organizations_community_id"))

    op.drop_table("organizations")
    with op.batch_alter_table("news_places", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_news_places_place_id"))

    op.drop_table("news_places")
    with op.batch_alter_table("categories", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_categories_topic_id"))
        batch_op.drop_index(batch_op.f("ix_categories_sort_uk"))
        batch_op.drop_index(batch_op.f("ix_categories_sort_en"))

    op.drop_table("categories")
    op.drop_table("urgent_numbers")
    with op.batch_alter_table("topics", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_topics_sort_uk"))
        batch_op.drop_index(batch_op.f("ix_topics_sort_en"))

    op.drop_table("topics")
    op.drop_table("search_documents")
    with op.batch_alter_table("places", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_places_raion_id"))
        batch_op.drop_index(batch_op.f("ix_places_oblast_id"))
        batch_op.drop_index(batch_op.f("ix_places_level_sort_key"))
        batch_op.drop_index(batch_op.f("ix_places_level_sort_en"))
        batch_op.drop_index(batch_op.f("ix_places_katottg"))
        batch_op.drop_index(batch_op.f("ix_places_community_id"))

    op.drop_table("places")
    op.drop_table("news")


def _run(sqlite: tuple[str, ...], postgresql: tuple[str, ...]) -> None:
    for statement in sqlite if op.get_bind().dialect.name == "sqlite" else postgresql:
        op.execute(statement)
