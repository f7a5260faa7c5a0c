// Which themes a project has: the names of ours, in the shape that the ENT gives them.
exports.conf = {
  overriding: [
    { parent: 'theme-open-ent', child: 'rivage', skins: ['default'], bootstrapVersion: 'ode-bootstrap-neo', help: '/help-2d' },
  ],
};
