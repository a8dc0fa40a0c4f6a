-- Lists show a factory's own inspections unless others are asked for; a factory may have few among many.
create index inspection_of_factory on inspection (factory, id);
create index inspection_of_factory_line on inspection (factory, line, id);
