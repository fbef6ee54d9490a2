"""The features that models are trained with and asked with."""

from datetime import timedelta

from feast import Entity, FeatureService, FeatureView, Field, FileSource
from feast.types import Float64
from feast.value_type import ValueType

<%subject%> = Entity(name="<%subject%>", join_keys=["<%entity%>"], value_type=ValueType.STRING)

source = FileSource(
    name="<%project%>_source",
    path="../<%source%>",
    timestamp_field="<%timestamp%>",
)

features = FeatureView(
    name="<%project%>_features",
    entities=[<%subject%>],
    ttl=timedelta(days=90),
    schema=[
<%#features%>
        Field(name="<%.%>", dtype=Float64),
<%/features%>
    ],
    source=source,
    online=True,
)

# One service for each model, so that it is known which model uses which feature.
model = FeatureService(name="<%project%>_v1", features=[features])
